/** Variables that kind and the docker CLI need. All others stay out: kind passes proxies, with their passwords, on to the nodes. */
const NEEDED = new Set([
  'PATH',
  'HOME',
  'LANG',
  'TMPDIR',
  'XDG_RUNTIME_DIR',
  'DOCKER_HOST',
  'DOCKER_CERT_PATH',
  'DOCKER_TLS_VERIFY',
  'DOCKER_API_VERSION',
])

/**
 * @param dockerConfig an empty folder in place of `~/.docker`. The docker CLI passes the proxies of its configuration on to containers too.
 */
export function kindEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  dockerConfig: string,
): Record<string, string | undefined> {
  const needed = Object.entries(environment).filter(([name]) => NEEDED.has(name))
  return { ...Object.fromEntries(needed), DOCKER_CONFIG: dockerConfig }
}
