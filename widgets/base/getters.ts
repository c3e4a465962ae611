/** An object whose properties are asked anew at each use: what one part of an element may see of the whole. */
export const getters = <T extends object>(ask: { [K in keyof T]: () => T[K] }): T =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      Object.entries(ask).map(([name, get]) => [name, { get, enumerable: true }]),
    ) as PropertyDescriptorMap,
  ) as T
