/** The values of `KINDLAB_PROVIDER`, for the server and for `./kindlab`. */
export const PROVIDER_NAMES = ['kind', 'local'] as const

export type ProviderName = (typeof PROVIDER_NAMES)[number]

/** Follows the name of the variable in an error text. */
export const UNKNOWN_PROVIDER = `is neither ${PROVIDER_NAMES.join(' nor ')}`
