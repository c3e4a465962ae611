/** One of the processes of the bursts: takes from a bucket when it is told to, as often as it is told. */
import { vendorOnServer } from '../../bff/db/vendors.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import { take } from '../../bff/gate/throttle.ts'

export interface Burst {
  /** Buckets, hex: from each so many are taken at once. */
  keys: string[]
  takes: number
  limit: { burst: number; period: number }
}

process.once('message', (place: VendorPlace) => {
  void vendorOnServer(place).then(({ gate }) => {
    process.on('message', ({ keys, takes, limit }: Burst) => {
      const one = async (key: string) => {
        const tries = Array.from({ length: takes }, () => take(gate, Buffer.from(key, 'hex'), limit))
        return (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled').length
      }
      void Promise.all(keys.map(one)).then((passed) => process.send?.(passed))
    })
    process.send?.('ready')
  })
})
process.once('disconnect', () => process.exit(0))
