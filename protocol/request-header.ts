/** Sent with every request, and required for unsafe ones. A page of another site cannot add it without a CORS permission, which the server never gives. */
export const REQUEST_HEADER = { name: 'x-kindlab-request', value: '1' } as const
