/** The manifest of the custom elements: widgets/ -> dist/custom-elements.json, with our own tag `@calls`. */
export default {
  globs: ['widgets/**/*.ts'],
  exclude: ['widgets/loader.ts', 'widgets/**/strings/**', 'widgets/**/*.d.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [
    {
      name: 'calls',
      analyzePhase({ ts, node, moduleDoc }) {
        if (!ts.isClassDeclaration(node)) return
        const tags = node.jsDoc?.flatMap((doc) => doc.tags ?? []).filter((one) => one.tagName.text === 'calls') ?? []
        const declaration = moduleDoc.declarations?.find((one) => one.name === node.name?.text)
        if (tags.length === 0 || !declaration) return
        declaration.calls = tags.flatMap((tag) =>
          String(tag.comment ?? '')
            .split(/,\s*/)
            .map((key) => key.replaceAll('`', '').trim()),
        )
      },
    },
    {
      // `define('guichet-x', GuichetX)` is our guarded customElements.define.
      name: 'define',
      analyzePhase({ ts, node, moduleDoc }) {
        if (!ts.isCallExpression(node) || node.expression.getText() !== 'define') return
        const [tag, element] = node.arguments
        const declaration = moduleDoc.declarations?.find((one) => one.name === element?.getText())
        if (!declaration || !ts.isStringLiteral(tag)) return
        declaration.tagName = tag.text
        declaration.customElement = true
      },
    },
  ],
}
