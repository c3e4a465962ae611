/** Forms of input that several features take. Shapes and limits only. */
import { z } from 'zod'

/** An id of any native SQL type, as text. Its form is judged by the database: a malformed one is not found. */
export const id = z.string().min(1).max(100)

/** A day of the calendar. PostgreSQL has no year 0. */
export const date = z.iso.date().refine((day) => day >= '0001')

/** Rows of a page. */
export const limit = z.int().min(1).max(100)

export const cursor = z.string().min(1).max(1000)

/** Without NUL, which PostgreSQL cannot hold. */
export const search = z
  .string()
  .max(100)
  .regex(/^[^\0]*$/, { error: 'not-text' })
