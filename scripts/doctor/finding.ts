/** The result of one check of the machine. `warn`: labs start, but only few of them or not for long; `fail`: labs cannot start. */
export interface Finding {
  check: string
  state: 'ok' | 'warn' | 'fail'
  found: string
  /** The command that fixes it; absent if the check is ok. */
  remedy?: string
}
