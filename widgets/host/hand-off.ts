import type { Counter, HandOverOccasion } from '../base/counter.ts'
import { asProblem } from '../base/problem.ts'
import { generateKeys, thumbprintOf } from '../base/proof.ts'
import type { Authenticate } from './hand-over.ts'
import { exclusively, readSession } from './store.ts'

/** Milliseconds that the website may take while nobody has asked for anything and the widgets wait. */
const patience = 10_000

const nameOf = (address: string) => `guichet-${address.slice(address.lastIndexOf('/') + 1)}`

/** Who signs out here means it: in this tab the website is not asked again before the person is. */
const left = {
  key: (address: string) => `${nameOf(address)}-left`,
  read(address: string): boolean {
    try {
      return sessionStorage.getItem(left.key(address)) !== null
    } catch {
      return false
    }
  },
  write(address: string, yes: boolean): void {
    try {
      if (yes) sessionStorage.setItem(left.key(address), '1')
      else sessionStorage.removeItem(left.key(address))
    } catch {
      // A page without storage forgets it at its next load.
    }
  },
}

async function tokenFrom(ask: Authenticate, request: Parameters<Authenticate>[0]): Promise<string | null> {
  const given = (async () => (await ask(request)) ?? null)().catch((thrown: unknown) => {
    // The website's own function has failed: its own reports should hear of it.
    reportError(thrown)
    return null
  })
  if (request.asked) return given
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise<null>((resolve) => (timer = setTimeout(resolve, patience, null)))
  return Promise.race([given, enough]).finally(() => clearTimeout(timer))
}

/** One tab after the other: what the first one got serves the others, who hear of it by themselves. */
function enter({ address, session }: Counter, ask: Authenticate, asked: boolean): Promise<boolean> {
  const name = nameOf(address)
  return exclusively(`${name}-hand-off`, async () => {
    if (!asked && (await readSession(name, address))) return false
    const keys = await generateKeys()
    const portal = address.slice(address.lastIndexOf('/') + 1)
    const token = await tokenFrom(ask, { keyThumbprint: await thumbprintOf(keys), portal, asked })
    if (!token) return false
    await session.signIn({ key: 'POST /session/hand-off', body: { token } }, keys)
    left.write(address, false)
    return true
  })
}

/** True when the website's own sign-in has let somebody in. @throws Problem when `asked` and refused */
export async function handOver(counter: Counter, ask: Authenticate, occasion: HandOverOccasion): Promise<boolean> {
  const { address } = counter
  // Who signs in at the website after it has signed somebody out comes in here without a press.
  if (occasion === 'left' || occasion === 'closed') left.write(address, occasion === 'left')
  const asked = occasion === 'asked'
  if (!globalThis.crypto?.subtle || !(asked || (occasion === 'ended' && !left.read(address)))) return false
  try {
    return await enter(counter, ask, asked)
  } catch (thrown) {
    const problem = asProblem(thrown)
    const { code, reference } = problem
    console.warn(`guichet: the hand-off was not accepted (${code}${reference ? `, reference ${reference}` : ''})`)
    if (asked) throw problem
    return false
  }
}
