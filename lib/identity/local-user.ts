/** Whoever may read the home's files. `.invalid` can never be anybody's address (RFC 2606), and there is no password. */
export const LOCAL_USER = { email: "local-cli@caudal.invalid", name: "Local command line", password: null } as const
