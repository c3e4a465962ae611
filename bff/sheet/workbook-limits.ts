/** Rows that a workbook can hold, without its heading: beyond, memory (xlsx) or the format itself (xls) ends. */
export const workbookRows = { xlsx: 50_000, xls: 65_535 } as const
