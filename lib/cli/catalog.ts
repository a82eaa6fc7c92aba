import type { Command } from "./command.ts"

type Load = () => Promise<Command>

/** A noun and its verbs; the empty noun holds the commands that have none. */
export interface Group {
  readonly noun: string
  readonly summary: string
  readonly verbs: Readonly<Record<string, Load>>
  /** Verbs of `az ml` that cannot be given here: why, and what to do instead. */
  readonly refused?: Readonly<Record<string, string>>
}

/** Every command, loaded only when it is run or described: starting must not pay for the others. */
export const CATALOG: readonly Group[] = [
  {
    noun: "online-endpoint",
    summary: "Stable addresses that answer live requests, and their traffic.",
    verbs: {
      create: async () => (await import("./commands/create-online-endpoint.ts")).createOnlineEndpoint,
      show: async () => (await import("./commands/show-online-endpoint.ts")).showOnlineEndpoint,
      list: async () => (await import("./commands/list-online-endpoints.ts")).listOnlineEndpoints,
      update: async () => (await import("./commands/update-online-endpoint.ts")).updateOnlineEndpoint,
      delete: async () => (await import("./commands/delete-online-endpoint.ts")).deleteOnlineEndpoint,
      restore: async () => (await import("./commands/restore-online-endpoint.ts")).restoreOnlineEndpoint,
      invoke: async () => (await import("./commands/invoke-online-endpoint.ts")).invokeOnlineEndpoint,
      "get-credentials": async () => (await import("./commands/get-credentials.ts")).getCredentials,
      "regenerate-keys": async () => (await import("./commands/regenerate-keys.ts")).regenerateKeys,
      "traffic-history": async () => (await import("./commands/list-traffic-history.ts")).listTrafficHistory,
      rollback: async () => (await import("./commands/rollback-traffic.ts")).rollbackTraffic,
      requests: async () => (await import("./commands/show-requests.ts")).showRequests,
    },
  },
  {
    noun: "online-deployment",
    summary: "Versions of a model behind an online endpoint.",
    verbs: {
      create: async () => (await import("./commands/create-online-deployment.ts")).createOnlineDeployment,
      show: async () => (await import("./commands/show-online-deployment.ts")).showOnlineDeployment,
      list: async () => (await import("./commands/list-online-deployments.ts")).listOnlineDeployments,
      update: async () => (await import("./commands/update-online-deployment.ts")).updateOnlineDeployment,
      delete: async () => (await import("./commands/delete-online-deployment.ts")).deleteOnlineDeployment,
      restore: async () => (await import("./commands/restore-online-deployment.ts")).restoreOnlineDeployment,
      "get-logs": async () => (await import("./commands/get-deployment-logs.ts")).getDeploymentLogs,
    },
  },
  {
    noun: "model",
    summary: "Registered models.",
    verbs: {
      create: async () => (await import("./commands/create-model.ts")).createModel,
      show: async () => (await import("./commands/show-model.ts")).showModel,
      list: async () => (await import("./commands/list-assets.ts")).listModels,
      update: async () => (await import("./commands/update-asset.ts")).updateModel,
      archive: async () => (await import("./commands/archive-asset.ts")).archiveModel,
      restore: async () => (await import("./commands/archive-asset.ts")).restoreModel,
    },
    refused: {
      download:
        "the server does not hand out the files of a registered model. Keep the folder that it was registered from.",
      share: "there are no registries here. Register it there as well: caudal model create -w WORKSPACE -f model.yml",
      package:
        "no image is made of a model: its environment is built once and the model mounted. Deploy it as it is: caudal online-deployment create -f deployment.yml",
    },
  },
  {
    noun: "environment",
    summary: "Registered environments: what a model needs to run.",
    verbs: {
      create: async () => (await import("./commands/create-environment.ts")).createEnvironment,
      show: async () => (await import("./commands/show-environment.ts")).showEnvironment,
      list: async () => (await import("./commands/list-assets.ts")).listEnvironments,
      update: async () => (await import("./commands/update-asset.ts")).updateEnvironment,
      archive: async () => (await import("./commands/archive-asset.ts")).archiveEnvironment,
      restore: async () => (await import("./commands/archive-asset.ts")).restoreEnvironment,
    },
  },
  {
    noun: "operation",
    summary: "Long-running changes: look, wait, cancel.",
    verbs: {
      show: async () => (await import("./commands/show-operation.ts")).showOperation,
      list: async () => (await import("./commands/list-operations.ts")).listOperations,
      wait: async () => (await import("./commands/wait-operation.ts")).waitOperation,
      cancel: async () => (await import("./commands/cancel-operation.ts")).cancelOperation,
    },
  },
  {
    noun: "event",
    summary: "Who changed what, and how it ended.",
    verbs: { list: async () => (await import("./commands/list-events.ts")).listEvents },
  },
  {
    noun: "user",
    summary: "People of this machine's Caudal.",
    verbs: { "set-password": async () => (await import("./commands/set-password.ts")).setPassword },
  },
  {
    noun: "",
    summary: "Signing in, settings, and the Caudal of this machine.",
    verbs: {
      login: async () => (await import("./commands/login.ts")).login,
      logout: async () => (await import("./commands/logout.ts")).logout,
      configure: async () => (await import("./commands/configure.ts")).configure,
      status: async () => (await import("./commands/status.ts")).status,
      stop: async () => (await import("./commands/stop.ts")).stop,
      backup: async () => (await import("./commands/backup.ts")).backup,
      restore: async () => (await import("./commands/restore.ts")).restore,
    },
  },
]
