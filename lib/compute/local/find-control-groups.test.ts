import { expect, test } from "vitest"

import { parseHierarchies } from "./find-control-groups.ts"

test("version 2: the one hierarchy and this process's group in it", () => {
  const found = parseHierarchies(
    "0::/user.slice/user-1000.slice/session-2.scope\n",
    "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n",
  )
  expect(found).toEqual([
    {
      version: 2,
      controllers: [],
      mountPoint: "/sys/fs/cgroup",
      own: "/sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope",
    },
  ])
})

test("version 1: one hierarchy for each group of controllers", () => {
  const found = parseHierarchies(
    "4:memory:/jobs/7\n3:cpu,cpuacct:/\n0::/\n",
    [
      "31 23 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
      "32 23 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct",
      "33 23 0:29 / /proc rw - proc proc rw",
    ].join("\n"),
  )
  expect(found.map(({ controllers, own }) => [controllers.join(), own])).toEqual([
    ["memory", "/sys/fs/cgroup/memory/jobs/7"],
    ["cpu,cpuacct", "/sys/fs/cgroup/cpu"],
  ])
})

test("in a container whose hierarchy starts at its own group, the group's path is seen from there", () => {
  const [found] = parseHierarchies(
    "4:memory:/docker/abc\n",
    "31 23 0:27 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n",
  )
  expect(found?.own).toBe("/sys/fs/cgroup/memory")
})

test("a group that cannot be seen from here is not taken for one that can", () => {
  expect(parseHierarchies("0::/../../other\n", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")).toEqual([])
  expect(parseHierarchies("", "")).toEqual([])
})
