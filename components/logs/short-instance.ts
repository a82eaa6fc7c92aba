/** Characters of an id's end that tell instances apart. */
const ID_SHOWN = 6

/** An instance's id as people tell it from the others. */
export const shortInstance = (id: string): string => id.slice(-ID_SHOWN)
