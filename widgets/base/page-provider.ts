/**
 * The provider at the root of the page. It exists before any widget asks, so that a widget may come before its host:
 * it waits here, and a nearer host that turns up later takes its own widgets over.
 *
 * Several copies of the library share it: it is kept under a symbol on the root element.
 */
import { ContextProvider } from '@lit/context'
import { counterContext } from './counter.ts'

type PageProvider = ContextProvider<typeof counterContext>

const key = Symbol.for('guichet-page-1')
const page = document.documentElement as HTMLElement & Record<symbol, PageProvider | undefined>

export const pageProvider: PageProvider = (page[key] ??= new ContextProvider(page, { context: counterContext }))
