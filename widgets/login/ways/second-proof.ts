/** What an old code asks for besides itself: six digits, sent to whom the code was given. */
import type { CodeChannel, ShownCode } from '../../../bff/api.ts'
import { generateKeys } from '../../base/proof.ts'
import type { Desk } from '../way.ts'
import { CodeEntry, type Sent } from './code-entry.ts'

export async function secondProof(desk: Desk, shown: ShownCode): Promise<CodeEntry> {
  const ask = async (channel: CodeChannel): Promise<Sent> => {
    const keys = await generateKeys()
    const body = { ...shown, channel }
    return { ...(await desk.counter.session.askWith(keys, 'POST /session/code/proof', { body })), channel, keys }
  }
  const errand = {
    ask,
    open: (proof: { challenge: string; code: string }) =>
      ({ key: 'POST /session/code', body: { ...shown, proof } }) as const,
    title: ({ t }: { t: Desk['t'] }) => t.proofTitle,
    text: ({ t }: { t: Desk['t'] }) => t.proofHint,
    leave: { label: ({ t }: { t: Desk['t'] }) => t.back, run: () => void desk.back() },
  }
  return new CodeEntry(desk, errand, await ask('mail'))
}
