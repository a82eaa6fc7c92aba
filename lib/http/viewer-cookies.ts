/** What a browser remembers of how it likes the pages, also before anybody has signed in. */
export const THEME_COOKIE = "caudal-theme"
/** The browser's own zone, for people who leave their zone to it. */
export const ZONE_COOKIE = "caudal-zone"
/** Whether the sidebar shows icons alone: known to the server, so that the first paint is right. */
export const SIDEBAR_COOKIE = "caudal-sidebar"
/** Value of the sidebar's cookie while it shows icons alone. */
export const SIDEBAR_COLLAPSED = "collapsed"
