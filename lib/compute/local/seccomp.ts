/**
 * System calls that nothing in a sandbox needs and that reach past it. The first three are why the filter exists: started
 * by root, a sandbox's user is root's number to the kernel, and the kernel's key store knows no namespaces, so that model
 * code could read the keys of root's session. The others are the parts of the kernel that holes are found in most often.
 */
const DENIED = {
  x64: {
    arch: 0xc000_003e,
    keys: [248, 249, 250], // add_key, request_key, keyctl
    mounts: [155, 165, 166, 428, 429, 430, 431, 432, 433, 442], // pivot_root, mount, umount2, and the newer mount calls
    namespaces: [272, 308], // unshare, setns
    handles: [303, 304], // name_to_handle_at, open_by_handle_at
    modules: [175, 176, 246, 313, 320], // init_module, delete_module, kexec_load, finit_module, kexec_file_load
    inspection: [298, 321, 323], // perf_event_open, bpf, userfaultfd
    rings: [425, 426, 427], // io_uring_setup, io_uring_enter, io_uring_register
    machine: [163, 164, 167, 168, 169, 172, 173, 179, 305, 443], // acct, settimeofday, swap, reboot, ports, quotas, clock
  },
  arm64: {
    arch: 0xc000_00b7,
    keys: [217, 218, 219],
    mounts: [39, 40, 41, 428, 429, 430, 431, 432, 433, 442],
    namespaces: [97, 268],
    handles: [264, 265],
    modules: [104, 105, 106, 273, 294],
    inspection: [241, 280, 282],
    rings: [425, 426, 427],
    machine: [60, 89, 142, 170, 224, 225, 266, 443],
  },
} as const

// Instructions of the kernel's packet filter (linux/bpf_common.h) and its answers (linux/seccomp.h).
const LOAD_WORD = 0x20
const JUMP_EQUAL = 0x15
const JUMP_AT_LEAST = 0x35
const RETURN = 0x06
const ANSWER_ALLOW = 0x7fff_0000
const ANSWER_NOT_PERMITTED = 0x0005_0001
const OFFSET_OF_NUMBER = 0
const OFFSET_OF_ARCH = 4
/** Calls of the x32 interface, which would go round a list of x86-64 numbers, start here. */
const X32_FIRST = 0x4000_0000

interface Instruction {
  readonly code: number
  readonly value: number
  readonly ifTrue?: number
  readonly ifFalse?: number
}

/**
 * The filter of system calls for `--seccomp`: a denied call fails with EPERM, as does any of another architecture.
 *
 * @param arch as `process.arch` names it.
 * @returns null for an architecture without a list.
 */
export function buildSeccompFilter(arch: string): Buffer | null {
  if (arch !== "x64" && arch !== "arm64") return null
  const { arch: auditArch, ...groups } = DENIED[arch]
  const numbers = Object.values(groups).flat()
  const first: Instruction[] = [
    { code: LOAD_WORD, value: OFFSET_OF_ARCH },
    { code: JUMP_EQUAL, value: auditArch, ifTrue: 1 },
    { code: RETURN, value: ANSWER_NOT_PERMITTED },
    { code: LOAD_WORD, value: OFFSET_OF_NUMBER },
  ]
  // Each jumps over the checks behind it and over the answer "allow".
  const checks = [
    { code: JUMP_AT_LEAST, value: X32_FIRST },
    ...numbers.map((number) => ({ code: JUMP_EQUAL, value: number })),
  ].map((check, index, all): Instruction => ({ ...check, ifTrue: all.length - index }))
  const last: Instruction[] = [
    { code: RETURN, value: ANSWER_ALLOW },
    { code: RETURN, value: ANSWER_NOT_PERMITTED },
  ]
  return Buffer.concat([...first, ...checks, ...last].map(encode))
}

function encode({ code, value, ifTrue = 0, ifFalse = 0 }: Instruction): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt16LE(code, 0)
  bytes.writeUInt8(ifTrue, 2)
  bytes.writeUInt8(ifFalse, 3)
  bytes.writeUInt32LE(value, 4)
  return bytes
}
