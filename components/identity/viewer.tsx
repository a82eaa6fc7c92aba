"use client"

import { createContext, use, useMemo } from "react"
import type { ReactNode } from "react"

import type { Action, MeView, Role, WorkspaceView } from "#lib/identity/contract.ts"

/** Which role may do what, from the server: the rule stays in one place and costs the browser no schema. */
export type RoleActions = Readonly<Record<Role, ReadonlySet<Action>>>

/** Who looks, where, and what they may do there. */
export interface Viewer {
  readonly me: MeView
  /** The workspace of the page; the person's first one on pages of none. */
  readonly workspace: WorkspaceView | undefined
  readonly roleActions: RoleActions
  readonly isAllowed: (action: Action) => boolean
}

const ViewerContext = createContext<Viewer | null>(null)

interface ViewerProviderProps {
  readonly me: MeView
  readonly roleActions: RoleActions
  /** Name of the page's workspace. */
  readonly workspace: string | undefined
  readonly children: ReactNode
}

/** Tells the components below who looks. */
export function ViewerProvider({ me, roleActions, workspace: name, children }: ViewerProviderProps) {
  const viewer = useMemo(() => {
    const wanted = name?.toLowerCase()
    const workspace = wanted === undefined ? me.workspaces[0] : me.workspaces.find((one) => sameName(one, wanted))
    const actions = workspace && roleActions[workspace.role]
    return { me, workspace, roleActions, isAllowed: (action: Action) => actions?.has(action) ?? false }
  }, [me, roleActions, name])
  return <ViewerContext value={viewer}>{children}</ViewerContext>
}

const sameName = ({ name }: WorkspaceView, wanted: string) => name.toLowerCase() === wanted

/** Who looks. Only inside of the studio's shell: before it nobody is known. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext)
  if (!viewer) throw new Error("Nobody is signed in here: useViewer belongs below the shell.")
  return viewer
}

/** Who looks, if somebody is known: for what is drawn outside of the shell too. */
export function useViewerIfAny(): Viewer | null {
  return use(ViewerContext)
}
