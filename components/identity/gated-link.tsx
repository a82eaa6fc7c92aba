"use client"

import type { ComponentProps } from "react"

import { ButtonLink } from "#components/ui/button.tsx"

import { GatedButton } from "./gated-button.tsx"
import type { Permission } from "./use-permission.ts"

type GatedLinkProps = Pick<ComponentProps<typeof ButtonLink>, "href" | "variant" | "size" | "icon" | "children"> & {
  /** What `usePermission` says of what it leads to. */
  readonly permission: Permission
}

/** A link to a form that needs a permission. Without it, it stays where it is and says which role it needs. */
export function GatedLink({ permission, href, ...rest }: GatedLinkProps) {
  return permission.isAllowed ? <ButtonLink href={href} {...rest} /> : <GatedButton permission={permission} {...rest} />
}
