/** Names and texts inside generated SQL. */

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
export const name = (text: string) => `"${text.replaceAll('"', '""')}"`
