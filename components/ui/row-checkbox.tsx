"use client"

interface RowCheckboxProps {
  readonly label: string
  readonly isChecked: boolean
  /** Some of what it stands for is chosen. */
  readonly isMixed?: boolean
  readonly onToggle: (isRange: boolean) => void
}

/** Chooses a row, or all of them: a small box in a target that is large enough. */
export function RowCheckbox({ label, isChecked, isMixed = false, onToggle }: RowCheckboxProps) {
  return (
    <label className="flex size-6 items-center justify-center pointer-coarse:size-11">
      <input
        type="checkbox"
        aria-label={label}
        className="size-4 accent-accent"
        checked={isChecked}
        ref={(box) => {
          if (box) box.indeterminate = isMixed
        }}
        onChange={({ nativeEvent }) => onToggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
    </label>
  )
}
