/** The charts of one dashboard: drawn when they come near the view, drawn anew when colours or figures change. */
import type { ChartOptions, Drawn } from './chart.ts'

type Ask = (name: string) => ChartOptions | undefined

export class Charts {
  readonly #options: Ask
  readonly #failed: () => void
  readonly #drawn = new Map<HTMLCanvasElement, Drawn>()
  #near: IntersectionObserver | undefined
  #watched = new Set<HTMLCanvasElement>()

  /** @param options what the chart of this name shows now · @param failed the drawing could not be fetched */
  constructor(options: Ask, failed: () => void) {
    this.#options = options
    this.#failed = failed
  }

  /** After each drawing of the widget: charts that have come are watched, those that have gone are let go. */
  follow(canvases: Iterable<HTMLCanvasElement>): void {
    const now = new Set(canvases)
    for (const [canvas, drawn] of this.#drawn) {
      const options = now.has(canvas) ? this.#options(canvas.dataset.chart ?? '') : undefined
      if (options) drawn.update(options)
      else this.#drop(canvas, drawn)
    }
    this.#near ??= new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries)
          if (isIntersecting) void this.#draw(target as HTMLCanvasElement)
      },
      { rootMargin: '200px' },
    )
    for (const canvas of now) {
      if (this.#watched.has(canvas)) continue
      this.#watched.add(canvas)
      this.#near.observe(canvas)
    }
  }

  leave(): void {
    this.#near?.disconnect()
    this.#near = undefined
    this.#watched = new Set()
    for (const [canvas, drawn] of this.#drawn) this.#drop(canvas, drawn)
  }

  #drop(canvas: HTMLCanvasElement, drawn: Drawn): void {
    drawn.destroy()
    this.#drawn.delete(canvas)
  }

  async #draw(canvas: HTMLCanvasElement): Promise<void> {
    this.#near?.unobserve(canvas)
    try {
      const { draw } = await import('./chart.ts')
      const options = this.#options(canvas.dataset.chart ?? '')
      if (options && canvas.isConnected && !this.#drawn.has(canvas)) this.#drawn.set(canvas, draw(canvas, options))
    } catch {
      this.#failed()
    }
  }
}
