"use client"

import { useId, useState } from "react"
import { useFormatter, useTranslations } from "use-intl/react"

import { Checkbox, Input } from "#components/ui/controls.tsx"
import { cx } from "#components/ui/cx.ts"
import { QueryBlock } from "#components/ui/states.tsx"

import { useInstanceTypes } from "./use-instance-types.ts"
import type { InstanceTypeView } from "./use-instance-types.ts"
import { useWizard } from "./wizard-context.ts"

/** Sizes that are shown before somebody looks for others: those that most models need, smallest first. */
const USUAL = /^Standard_(?:DS[1-5]_v2|F[248]s_v2|E[248]s_v3)$/

const MIB_PER_GIB = 1024

interface InstanceTypesProps {
  readonly value: string
  readonly onChange: (name: string) => void
}

/** Sizes of an instance as tiles: processors, memory, card, price. */
export function InstanceTypes({ value, onChange }: InstanceTypesProps) {
  const t = useTranslations("wizard")
  const types = useInstanceTypes(useWizard().workspace)
  const [search, setSearch] = useState("")
  const [isAll, setAll] = useState(false)
  const name = useId()
  const wanted = search.trim().toLowerCase()
  const isShown = (type: InstanceTypeView) =>
    type.name === value || (wanted === "" ? isAll || USUAL.test(type.name) : textOf(type).includes(wanted))
  return (
    <div data-field="deployment.instance_type" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <Input
          type="search"
          className="max-w-72"
          aria-label={t("searchTypes")}
          placeholder={t("searchTypes")}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <Checkbox label={t("allTypes")} checked={isAll} onChange={({ target }) => setAll(target.checked)} />
      </div>
      <QueryBlock query={types} what={t("instanceTypes")}>
        {({ items }) => (
          <fieldset className="grid grid-cols-[repeat(auto-fill,minmax(min(12rem,100%),1fr))] gap-2">
            <legend className="mb-1 font-medium">{t("instanceType")}</legend>
            {items.filter(isShown).map((type) => (
              <TypeTile
                key={type.name}
                type={type}
                group={name}
                isChosen={type.name === value}
                onChoose={() => onChange(type.name)}
              />
            ))}
          </fieldset>
        )}
      </QueryBlock>
      <p className="text-sm text-fg-2">{t("priceHint")}</p>
    </div>
  )
}

const textOf = ({ name, gpu }: InstanceTypeView) => `${name} ${gpu?.model ?? ""}`.toLowerCase()

interface TypeTileProps {
  readonly type: InstanceTypeView
  readonly group: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function TypeTile({ type, group, isChosen, onChoose }: TypeTileProps) {
  const t = useTranslations("wizard")
  const format = useFormatter()
  const isOff = type.gpu !== null
  return (
    <label
      className={cx(
        "flex gap-2 rounded-md border p-2.5 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        isChosen ? "border-accent bg-accent-soft" : "border-line-strong bg-panel",
        isOff ? "cursor-not-allowed border-line bg-panel-2" : "cursor-pointer",
      )}
    >
      <input
        type="radio"
        name={group}
        className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
        checked={isChosen}
        disabled={isOff}
        onChange={onChoose}
      />
      <span className="flex min-w-0 flex-col">
        <span className="font-medium [overflow-wrap:anywhere]">{type.name}</span>
        <span className="text-sm">{t("typeSize", { vcpu: type.vcpu, memory: type.memory_gib })}</span>
        <span className="text-sm text-fg-2">
          {t("pricePerHour", {
            price: format.number(type.price_usd_per_hour, {
              style: "currency",
              currency: "USD",
              maximumFractionDigits: 3,
            }),
          })}
        </span>
        {type.here.is_clamped && type.gpu === null && (
          <span className="text-sm text-warn">
            {t("typeHere", { vcpu: type.here.vcpu, memory: Math.round(type.here.memory_mib / MIB_PER_GIB) })}
          </span>
        )}
        {type.gpu && <span className="text-sm text-fg-2">{t("typeNoGpu", { gpu: type.gpu.model })}</span>}
      </span>
    </label>
  )
}
