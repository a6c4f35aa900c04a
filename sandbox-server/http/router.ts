import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import { type Action, isAction } from './policy.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

export interface Route {
  action: Action
  method: Method
  /** `:name` stands for one segment. */
  path: string
  handle: (call: Call) => Promise<Answer>
}

export interface RouteMatch {
  route: Route
  params: Readonly<Record<string, string>>
}

export class Router {
  readonly routes: readonly Route[]

  /** @throws Error at the start for a route whose action has no row in the policy, or that is there twice. */
  constructor(routes: readonly Route[]) {
    const names = new Set<string>()
    for (const { action, method, path } of routes) {
      if (!isAction(action)) throw new Error(`${method} ${path}: no row for ${String(action)} in the policy`)
      const name = `${method} ${path.replaceAll(/:\w+/g, ':')}`
      if (names.has(name)) throw new Error(`${method} ${path} is there twice`)
      names.add(name)
    }
    this.routes = routes
  }

  match(method: string, pathname: string): RouteMatch | undefined {
    // What may be asked for may be asked about.
    const wanted = method === 'HEAD' ? 'GET' : method
    for (const route of this.routes) {
      const params = route.method === wanted ? matchPath(route.path, pathname) : undefined
      if (params !== undefined) return { route, params }
    }
    return undefined
  }
}

function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
  const expected = pattern.split('/')
  const given = pathname.split('/')
  if (expected.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, segment] of expected.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith(':') && value !== '') params[segment.slice(1)] = value
    else if (segment !== value) return undefined
  }
  return params
}
