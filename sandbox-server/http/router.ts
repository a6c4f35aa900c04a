import type { Reply } from './reply.ts'
import type { Call } from './call.ts'
import { type Action, isAction } from './policy.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

export interface Route {
  action: Action
  method: Method
  /** `:name` stands for one segment. */
  path: string
  handle: (call: Call) => Promise<Reply>
}

export interface RouteMatch {
  route: Route
  params: Readonly<Record<string, string>>
}

export class Router {
  readonly routes: readonly Route[]

  /** @throws Error for a route without a policy row, and for a duplicate route */
  constructor(routes: readonly Route[]) {
    const names = new Set<string>()
    for (const { action, method, path } of routes) {
      if (!isAction(action)) throw new Error(`${method} ${path}: no row for ${String(action)} in the policy`)
      const name = `${method} ${path.replaceAll(/:\w+/g, ':')}`
      if (names.has(name)) throw new Error(`${method} ${path} is a duplicate`)
      names.add(name)
    }
    this.routes = routes
  }

  match(method: string, pathname: string): RouteMatch | undefined {
    // HEAD is routed like GET.
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
