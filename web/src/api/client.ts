// Requests to the console's API, typed by schemas/openapi.yaml. Errors are RFC 9457 problems; a
// dropped connection is a Problem of its own kind, so that callers can keep what was not sent.
import type { components, paths } from './schema'

export type Schema = components['schemas']
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

type Operation<P extends keyof paths, M extends Method> = paths[P][M] extends infer O ? O : never
type Responses<O> = O extends { responses: infer R } ? R : never
type Json<R> = R extends { content: { 'application/json': infer T } } ? T : undefined
type Ok<R> = R extends { 200: infer A } ? A : R extends { 201: infer B } ? B : undefined
export type Reply<P extends keyof paths, M extends Method> = Json<Ok<Responses<Operation<P, M>>>>

type Part<O, K extends 'path' | 'query'> = O extends { parameters: infer A }
  ? K extends keyof A
    ? A[K]
    : undefined
  : undefined
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? B
  : undefined
export interface Asked<P extends keyof paths, M extends Method> {
  path?: Part<Operation<P, M>, 'path'>
  query?: Part<Operation<P, M>, 'query'>
  body?: Body<Operation<P, M>>
  file?: Blob // the request's body where it is no JSON
  headers?: Record<string, string> // beside the client's own
  signal?: AbortSignal
}

export const kBase = '/api/v1'
export const kNoConnection = 'urn:mingcha:no-connection'

export class Problem extends Error {
  constructor(
    readonly status: number, // 0: no answer came
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly hint = '',
    readonly where = '',
    readonly problems: string[] = [],
    readonly firstStart = false,
    readonly retryAfter = 0,
  ) {
    super(detail || title)
  }

  get unsent(): boolean {
    return this.status === 0
  }
}

let csrfToken = ''
let onSignedOut: (problem: Problem) => void = () => undefined
let onPasswordWanted: () => void = () => undefined
let onAnswer: () => void = () => undefined

export function setCsrfToken(token: string): void {
  csrfToken = token
}

export function onSession(handlers: {
  signedOut: (problem: Problem) => void
  passwordWanted: () => void
  answered: () => void
}): void {
  onSignedOut = handlers.signedOut
  onPasswordWanted = handlers.passwordWanted
  onAnswer = handlers.answered
}

// Fills {names} of the path, each escaped, and adds the query without its empty values.
export function addressOf(
  path: string,
  names: Record<string, string> | undefined,
  query: Record<string, unknown> | undefined,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(names?.[name] ?? ''),
  )
  const parts: string[] = []
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  }
  return kBase + filled + (parts.length ? `?${parts.join('&')}` : '')
}

export function problemOf(status: number, body: unknown): Problem {
  const said = (typeof body === 'object' && body ? body : {}) as Record<string, unknown>
  const word = (name: string): string => (typeof said[name] === 'string' ? said[name] : '')
  const list = Array.isArray(said['problems']) ? said['problems'].map(String) : []
  return new Problem(
    status,
    word('type'),
    word('title') || `HTTP ${status}`,
    word('detail'),
    word('hint'),
    word('where'),
    list,
    said['first_start'] === true,
    Number(said['retry_after'] ?? 0),
  )
}

export async function api<P extends keyof paths, M extends Method>(
  method: M,
  path: P,
  asked: Asked<P, M> = {},
): Promise<Reply<P, M>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...asked.headers }
  if (method !== 'get') headers['X-CSRF-Token'] = csrfToken
  let body: BodyInit | undefined
  if (asked.file) {
    headers['Content-Type'] = 'application/octet-stream'
    body = asked.file
  } else if (asked.body !== undefined) {
    headers['Content-Type'] = 'application/json'
    body = JSON.stringify(asked.body)
  }
  let response: Response
  try {
    response = await fetch(
      addressOf(
        String(path),
        asked.path as Record<string, string> | undefined,
        asked.query as Record<string, unknown> | undefined,
      ),
      {
        method: method.toUpperCase(),
        headers,
        body,
        signal: asked.signal,
        credentials: 'same-origin',
      },
    )
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem(0, kNoConnection, '', '')
  }
  const type = response.headers.get('Content-Type') ?? ''
  const said: unknown = type.includes('json') ? await response.json().catch(() => null) : null
  if (response.ok) {
    onAnswer()
    return said as Reply<P, M>
  }
  const problem = problemOf(response.status, said)
  if (problem.status === 401 && String(path) !== '/session') onSignedOut(problem)
  if (problem.type === 'urn:mingcha:password-change-wanted') onPasswordWanted()
  throw problem
}
