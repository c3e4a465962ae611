/** The one door to chart.js: fetched when a chart comes near the view, never before. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'
import type { Bars } from './model.ts'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

export interface ChartOptions {
  labels: string[]
  bars: (Bars & { colour: string })[]
  /** Text and lines, as the tokens have them at this moment. */
  ink: { text: string; line: string; font: string }
  /** Ticks and tooltips in the language on screen. */
  words: (value: number) => string
  still: boolean
}

export interface Drawn {
  update(options: ChartOptions): void
  destroy(): void
}

const optionsOf = ({ ink, words, still, bars }: ChartOptions) => ({
  responsive: true,
  maintainAspectRatio: false,
  animation: still ? (false as const) : { duration: 160 },
  font: { family: ink.font },
  scales: {
    x: {
      stacked: true,
      grid: { display: false },
      border: { color: ink.line },
      ticks: { color: ink.text, maxRotation: 0 },
    },
    y: {
      stacked: true,
      beginAtZero: true,
      border: { display: false },
      grid: { color: ink.line },
      ticks: { color: ink.text, maxTicksLimit: 5, precision: 0, callback: (value: unknown) => words(Number(value)) },
    },
  },
  plugins: {
    legend: { display: false },
    tooltip: {
      displayColors: bars.length > 1,
      callbacks: {
        label: ({ dataset, parsed }: { dataset: { label?: string | undefined }; parsed: { y: number | null } }) =>
          `${bars.length > 1 ? `${dataset.label}: ` : ''}${words(parsed.y ?? 0)}`,
      },
    },
  },
})

const dataOf = ({ labels, bars }: ChartOptions) => ({
  labels,
  datasets: bars.map(({ label, values, colour }) => ({
    label,
    data: values,
    backgroundColor: colour,
    borderRadius: 3,
    maxBarThickness: 28,
  })),
})

export function draw(canvas: HTMLCanvasElement, options: ChartOptions): Drawn {
  const chart = new Chart(canvas, { type: 'bar', data: dataOf(options), options: optionsOf(options) })
  return {
    update(next) {
      chart.data = dataOf(next)
      chart.options = optionsOf(next)
      chart.update('none')
    },
    destroy: () => chart.destroy(),
  }
}
