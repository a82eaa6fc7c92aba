/** Every page of the studio, on an installation that serves `diabetes`. */

export const ENDPOINT = "/w/default/endpoints/online/diabetes"
const TABS = ["deployments", "traffic", "test", "consume", "logs", "activity", "settings"]
export const PAGES = [
  "/w/default",
  "/w/default/endpoints",
  "/w/default/endpoints/new",
  "/w/default/endpoints/deleted",
  "/w/default/activity",
  "/me",
  ENDPOINT,
  ...TABS.map((tab) => `${ENDPOINT}/${tab}`),
  `${ENDPOINT}/deployments/blue`,
  `${ENDPOINT}/deployments/blue/edit`,
  `${ENDPOINT}/deployments/new`,
]
