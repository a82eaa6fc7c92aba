/** How many changes an overview shows; the page asks for as many as the panel does, so that the answer is used. */
export const RECENT_CHANGES = 6
