using DumpReader.Bytes;
using static Commands.Tests.Hostile.Claims.LimitCase;

namespace Commands.Tests.Hostile.Claims;

/// <summary>Lists, trees and chains that lead on and on without ever coming back, and numbers that are addresses.</summary>
internal static class EndlessCases
{
    /// <summary>A little below 2^31, which is positive where a member is signed.</summary>
    private static readonly byte[] _absurd = [0xff, 0xff, 0xff, 0x7f];

    public static LimitCase[] All { get; } =
    [
        Endless(nameof(Limits.ListElements), "system", "100000000000::list mblk_t b_next | ::count", "more than 16777216"),
        Endless(nameof(Limits.Processes), "system", "100000000000::walk proc | ::count", "more than 1000000"),
        Endless(nameof(Limits.TreeDepth), "system", "100000000000::walk avl", "more than 128 levels"),
        Endless(nameof(Limits.DeviceDepth), "system", "100000000000::walk devinfo", "more than 256"),
        Endless(nameof(Limits.VmemArenas), "system", "100000000000::vmem", "more than 65536"),
        Endless(nameof(Limits.RctlValues), "system", "100000000000::rctl_validate", "more than 65536"),
        Endless(nameof(Limits.InterfaceKinds), "system", "100000000000::walk illif_stack", "more than 1024"),
        Endless(nameof(Limits.SegmentPages), "system", "100000000000::walk segvn_pages", "more than 268435456"),
        Endless(nameof(Limits.TaskQueueThreads), "system", "100000000000::walk taskq_thread", "more than 65536"),
        Endless(nameof(Limits.BitsetWords), "system", "100000000000::bitset", "more than 4096"),
        Endless(nameof(Limits.GroupMembers), "system", "100000000000::walk group", "more than 65536", t => t.Put(At(t, "group_t", EndlessTarget.First, "grp_capacity"), _absurd)),
        Endless(nameof(Limits.CredentialParts), "system", "100000000000::credgrp", "65536", t => t.Put(At(t, "credgrp_t", EndlessTarget.First, "crg_ngroups"), _absurd)),
        Endless(nameof(Limits.ModHashChains), "system", "100000000000::walk modent", "more than 2097152"),
    ];
}
