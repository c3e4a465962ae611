/** One JSON line per test and per figure, for prove.ts. */
export default async function* lines(source) {
  for await (const { type, data } of source) {
    if (type === 'test:diagnostic' && data.level !== 'info-summary') yield line({ says: data.message, file: data.file })
    const leaf = (type === 'test:pass' || type === 'test:fail') && data.details?.type !== 'suite'
    if (!leaf) continue
    if (data.skip !== undefined) yield line({ skipped: data.name, why: String(data.skip) })
    else if (type === 'test:pass') yield line({ passed: data.name })
    else yield line({ failed: data.name, why: String(data.details?.error?.cause?.message ?? data.details?.error) })
  }
}

const line = (value) => `${JSON.stringify(value)}\n`
