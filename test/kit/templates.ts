/** Reads html`` templates out of source text, for the guard that no wording stands in them. */

export interface Template {
  line: number
  /** Text of the template; each `${…}` is one U+FFFC. */
  text: string
}

/** Every html`` template, nested ones as templates of their own. */
export function templatesOf(source: string): Template[] {
  const found: Template[] = []
  readCode(source, 0, false, found)
  return found
}

/** Reads code up to the end, or up to the brace that closes an expression; returns the position after it. */
function readCode(source: string, start: number, inExpression: boolean, found: Template[]): number {
  let depth = 0
  for (let at = start; at < source.length; at += 1) {
    const c = source[at]
    if (c === "'" || c === '"') at = skipString(source, at, c)
    else if (c === '/' && source[at + 1] === '/') at = endOf(source, '\n', at)
    else if (c === '/' && source[at + 1] === '*') at = endOf(source, '*/', at) + 1
    else if (c === '`') at = readTemplate(source, at, source.slice(0, at).endsWith('html'), found)
    else if (c === '{') depth += 1
    else if (c === '}') {
      if (inExpression && depth === 0) return at
      depth -= 1
    }
  }
  return source.length
}

function readTemplate(source: string, start: number, isHtml: boolean, found: Template[]): number {
  let text = ''
  let at = start + 1
  for (; at < source.length && source[at] !== '`'; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === '$' && source[at + 1] === '{') {
      at = readCode(source, at + 2, true, found)
      text += '\uFFFC'
      continue
    }
    text += source[at]
  }
  if (isHtml) found.push({ line: source.slice(0, start).split('\n').length, text })
  return at
}

function skipString(source: string, start: number, quote: string): number {
  let at = start + 1
  while (at < source.length && source[at] !== quote && source[at] !== '\n') at += source[at] === '\\' ? 2 : 1
  return at
}

const endOf = (source: string, mark: string, from: number) => {
  const at = source.indexOf(mark, from)
  return at < 0 ? source.length : at
}

const spoken = /\s(aria-label|aria-description|aria-roledescription|placeholder|title|alt|label)\s*=\s*"([^"]*)"/g

/** Wording that stands in a template itself: text between tags, and attributes that are read out. */
export function wordingOf({ text }: Template): string[] {
  const withoutComments = text.replace(/<!--[\s\S]*?-->/g, '')
  const attributes = [...withoutComments.matchAll(spoken)].map(([, , value]) => value ?? '')
  const between = withoutComments.replace(/<[^<>]*>/g, '\n').split('\n')
  return [...attributes, ...between]
    .map((part) => part.replaceAll('\uFFFC', ' ').trim())
    .filter((part) => /\p{L}/u.test(part))
}
