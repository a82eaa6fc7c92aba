"use client"

import type { ComponentProps } from "react"
import { useId } from "react"

import { Button } from "#components/ui/button.tsx"
import { Tooltip } from "#components/ui/tooltip.tsx"

import type { Permission } from "./use-permission.ts"

interface GatedButtonProps extends ComponentProps<typeof Button> {
  /** What `usePermission` says of its act. */
  readonly permission: Permission
}

/**
 * A button whose act needs a permission. Without it the button stays where it is and can be reached, does nothing, and says
 * which role it needs.
 */
export function GatedButton({ permission: { isAllowed, reason }, onClick, children, ...rest }: GatedButtonProps) {
  const id = useId()
  if (isAllowed || reason === null) {
    return (
      <Button onClick={onClick} {...rest}>
        {children}
      </Button>
    )
  }
  return (
    <>
      <Tooltip text={reason}>
        <Button
          {...rest}
          type="button"
          variant="secondary"
          disabled={false}
          isPending={false}
          aria-disabled
          aria-describedby={id}
          className="cursor-not-allowed opacity-70"
        >
          {children}
        </Button>
      </Tooltip>
      <span id={id} hidden>
        {reason}
      </span>
    </>
  )
}
