import { Html } from '../html.ts'

/** A value inside a `<script type="application/json">`: nothing in it can end the element. */
export const json = (value: unknown): Html => new Html(JSON.stringify(value).replaceAll('<', '\\u003c'))
