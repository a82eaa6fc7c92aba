"use client"

import { Toast } from "@base-ui/react/toast"
import { X } from "lucide-react"
import { useEffect } from "react"
import { useTranslations } from "use-intl/react"

import { IconButton } from "./icon-button.tsx"
import { showToasts } from "./toast-queue.ts"

/** Room for toasts over the page. */
export function Toasts() {
  return (
    <Toast.Provider timeout={10_000}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts, add, close } = Toast.useToastManager()
  const t = useTranslations("common")
  // The outside system is the queue, which has what was said before there was room.
  useEffect(() => showToasts({ add, close }), [add, close])
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="flex items-start gap-2 rounded-lg border border-line-strong bg-panel p-3 shadow-float"
    >
      <Toast.Content className="flex min-w-0 flex-1 flex-col gap-1">
        <Toast.Title className="font-medium" />
        <Toast.Description className="text-fg-2" />
        <Toast.Action className="self-start font-medium text-accent underline" />
      </Toast.Content>
      <Toast.Close render={<IconButton label={t("close")} icon={<X aria-hidden className="size-4" />} />} />
    </Toast.Root>
  ))
}
