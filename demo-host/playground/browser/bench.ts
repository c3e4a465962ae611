/** The stage in its frame: as wide as chosen, shrunk where the window is narrower, and what it tells. */
import { type Choice, narrowest, widest, writeChoice } from '../choice.ts'
import type { Told } from '../day.ts'
import type { texts } from '../words.ts'
import { byId } from './find.ts'

interface Ears {
  resized(width: number): void
  moved(choice: string): void
  heard(name: string, detail: unknown, wish: boolean): void
  asked(told: Told): void
  /** The stage has come without a worker on its road. */
  uncontrolled(): void
}

type Message =
  | { kind: 'here'; choice: string; controlled: boolean }
  | { kind: 'event'; name: string; detail: unknown; wish: boolean }
  | { kind: 'failed'; text: string }
  | Told

export interface Bench {
  /** The worker is on the road before the first stage: a page that came before it would go past it. */
  prepare(): Promise<void>
  show(choice: Choice, anew: boolean): void
}

export function openBench(t: (typeof texts)['fr'], ears: Ears): Bench {
  const canvas = byId('stage')
  const sheet = canvas.firstElementChild as HTMLElement
  const frame = sheet.firstElementChild as HTMLIFrameElement
  const handle = byId('handle')
  let width = 0
  let scale = 1

  function fit(): void {
    const { paddingLeft, paddingRight } = getComputedStyle(canvas)
    const room =
      canvas.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - handle.offsetWidth
    scale = Math.min(1, room / width)
    frame.style.width = `${width}px`
    frame.style.height = `${sheet.clientHeight / scale}px`
    frame.style.transform = scale < 1 ? `scale(${scale})` : ''
    sheet.style.width = `${width * scale + handle.offsetWidth}px`
    byId('size').textContent = t.pixels(width, scale)
    handle.setAttribute('aria-valuenow', String(width))
    handle.setAttribute('aria-valuetext', t.pixels(width, scale))
  }
  new ResizeObserver(fit).observe(canvas)

  const resize = (to: number) => {
    width = Math.round(Math.min(widest, Math.max(narrowest, to)))
    fit()
  }
  handle.addEventListener('pointerdown', (down) => {
    handle.setPointerCapture(down.pointerId)
    const [from, began, by] = [down.clientX, width, scale]
    // The stage stands in the middle: its edge goes half as far as its width grows.
    const move = (event: PointerEvent) => resize(began + (2 * (event.clientX - from)) / by)
    handle.addEventListener('pointermove', move)
    const end = () => {
      handle.removeEventListener('pointermove', move)
      ears.resized(width)
    }
    handle.addEventListener('lostpointercapture', end, { once: true })
  })
  handle.addEventListener('keydown', (press) => {
    const steps: Record<string, number> = {
      ArrowLeft: width - 10,
      ArrowRight: width + 10,
      Home: narrowest,
      End: widest,
    }
    const to = steps[press.key]
    if (to === undefined) return
    press.preventDefault()
    resize(to)
    ears.resized(width)
  })

  window.addEventListener('message', ({ source, origin, data }: MessageEvent) => {
    if (source !== frame.contentWindow || origin !== location.origin) return
    const message = data as Message
    if (message.kind === 'here') {
      byId('trouble').textContent = ''
      if (!message.controlled) ears.uncontrolled()
      ears.moved(message.choice)
    } else if (message.kind === 'event') ears.heard(message.name, message.detail, message.wish)
    else if (message.kind === 'call') ears.asked(message)
    else if (message.kind === 'failed') byId('trouble').textContent = `${t.failed} ${message.text}`
  })

  return {
    async prepare() {
      if (!navigator.serviceWorker) return
      const address = trust('/playground/worker.js')
      const registered = navigator.serviceWorker.register(address, { scope: '/playground/' })
      // Where the browser refuses one, the stage says so when it comes.
      await registered.then(active, () => {})
    },
    show(choice, anew) {
      resize(Number(choice.width))
      const said = writeChoice(choice, null)
      if (anew) {
        // Without a trace in the history: back leaves the playground.
        frame.contentWindow?.location.replace(`/playground/stage?${said}`)
      } else frame.contentWindow?.postMessage({ choice: said }, location.origin)
    },
  }
}

/** Waits until the worker takes pages: this page itself lies outside its scope. */
function active({ installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting
  if (!coming) return Promise.resolve()
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated' || coming.state === 'redundant') resolve()
    })
  })
}

/** The page's policy asks for it; TypeScript's own library takes text only. */
function trust(url: string): string {
  type Policy = { createScriptURL(url: string): unknown }
  type Types = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy }
  const types = (globalThis as { trustedTypes?: Types }).trustedTypes
  return (types?.createPolicy('playground', { createScriptURL: (one) => one }).createScriptURL(url) ?? url) as string
}
