/** Cross-origin answers: exact origins of the portal, no credentials, one preflight per two hours. */

/** True only for an origin that stands in the list letter by letter; `null`, absence and patterns never match. */
export function originAllowed(origin: string | null, allowed: readonly string[]): origin is string {
  return origin !== null && origin !== 'null' && origin !== '*' && allowed.includes(origin)
}

export function corsHeaders(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'DPoP-Nonce, Retry-After, X-Request-Id',
  }
}

export function preflightHeaders(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, DPoP',
    'Access-Control-Max-Age': '7200',
  }
}
