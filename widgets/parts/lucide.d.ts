/** `lucide:<name>` is resolved by the build: the drawing inside the `<svg>` of that lucide icon. */
declare module 'lucide:*' {
  const markup: string
  export default markup
}
