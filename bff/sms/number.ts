/** Numbers as they stand on file, in E.164. Pure. */

interface Country {
  /** Calling code. */
  code: string
  /** Digit that is dialled inside the country only. */
  trunk: string
  /** Mobile numbers without code and trunk digit: nothing else gets a text message, and no number that costs more. */
  mobile: RegExp
}

/** By ISO 3166. A country that is not here gets no text message. */
export const countries: Readonly<Record<string, Country>> = {
  FR: { code: '33', trunk: '0', mobile: /^[67]\d{8}$/ },
  GP: { code: '590', trunk: '0', mobile: /^69\d{7}$/ },
  GF: { code: '594', trunk: '0', mobile: /^694\d{6}$/ },
  MQ: { code: '596', trunk: '0', mobile: /^69\d{7}$/ },
  RE: { code: '262', trunk: '0', mobile: /^69\d{7}$/ },
  BE: { code: '32', trunk: '0', mobile: /^4\d{8}$/ },
  CH: { code: '41', trunk: '0', mobile: /^7[5-9]\d{7}$/ },
  LU: { code: '352', trunk: '', mobile: /^6\d{8}$/ },
  MC: { code: '377', trunk: '', mobile: /^(4|6\d)\d{7}$/ },
  DE: { code: '49', trunk: '0', mobile: /^1[5-7]\d{8,9}$/ },
  ES: { code: '34', trunk: '', mobile: /^[67]\d{8}$/ },
  IT: { code: '39', trunk: '', mobile: /^3\d{8,9}$/ },
  PT: { code: '351', trunk: '', mobile: /^9[1-36]\d{7}$/ },
  NL: { code: '31', trunk: '0', mobile: /^6[1-58]\d{7}$/ },
  GB: { code: '44', trunk: '0', mobile: /^7[1-57-9]\d{8}$/ },
  IE: { code: '353', trunk: '0', mobile: /^8[35-9]\d{7}$/ },
}

const separators = /[\s\u00a0\u202f.()/-]/g

/**
 * The number in E.164, when it is a mobile number of an allowed country; else undefined. What is written without a
 * country is of the first one.
 */
export function mobileNumber(text: string, allowed: readonly string[]): string | undefined {
  // « +33 (0)6 … » is how many write it.
  const bare = text.trim().replace(/\(0\)/g, '').replace(separators, '')
  const international = /^(?:\+|00)([1-9]\d{6,14})$/.exec(bare)?.[1]
  if (international === undefined && !/^\d{6,15}$/.test(bare)) return undefined
  for (const name of international === undefined ? allowed.slice(0, 1) : allowed) {
    const country = countries[name]
    if (!country) continue
    const { code, trunk, mobile } = country
    if (international !== undefined) {
      if (!international.startsWith(code)) continue
      const rest = international.slice(code.length)
      if (mobile.test(rest)) return `+${code}${rest}`
    } else if (trunk === '' || bare.startsWith(trunk)) {
      const rest = bare.slice(trunk.length)
      if (mobile.test(rest)) return `+${code}${rest}`
    }
  }
  return undefined
}

/** What velocity is counted by: the country and the first digits, a block of ten thousand numbers. */
export const blockOf = (number: string): string => number.slice(0, -4)
