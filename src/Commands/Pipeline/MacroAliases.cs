namespace Commands.Pipeline;

/// <summary>What <c>$&lt;name</c> means where no macro file of that name is found: the commands that took the place of the old macros.</summary>
internal static class MacroAliases
{
    /// <summary>In the order of <c>$M</c>. A text that is empty stands for a macro that drives a running kernel: there is none for a dump.</summary>
    public static readonly IReadOnlyList<(string Name, string Text)> All =
    [
        ("bufctl", "::bufctl"),
        ("bufctl_audit", "::bufctl -v"),
        ("cpu", "::cpuinfo -v"),
        ("cpun", "::cpuinfo -v"),
        ("cpus", "::walk cpu |::cpuinfo -v"),
        ("devinfo", "::print struct dev_info"),
        ("devinfo.minor", "::minornodes"),
        ("devinfo.next", "::walk devi_next |::devinfo -s"),
        ("devinfo.parent", "::walk devinfo_parents |::devinfo -s"),
        ("devinfo.prop", "::devinfo"),
        ("devinfo.sibling", "::walk devinfo_siblings |::devinfo -s"),
        ("devinfo_brief", "::devinfo -s"),
        ("devinfo_major", "::devbindings -s"),
        ("devnames_major", "::devnames -m"),
        ("devt", "::devt"),
        ("devt2snode", "::dev2snode"),
        ("findthreads", "::walk thread |::thread"),
        ("major2snode", "::major2snode"),
        ("mblk", "::mblk -v"),
        ("modctl.brief", "::modctl"),
        ("modules", "::modinfo"),
        ("mount", "::fsinfo"),
        ("msgbuf", "::msgbuf"),
        ("mutex", "::mutex"),
        ("panicbuf", "::panicinfo"),
        ("pid2proc", "::pid2proc |::print proc_t"),
        ("proc2u", "::print proc_t p_user"),
        ("procargs", "::print proc_t p_user.u_psargs"),
        ("queue", "::queue -v"),
        ("sema", "::print sema_impl_t"),
        ("stackregs", "::stackregs"),
        ("stacktrace", "::stackregs"),
        ("thread", "::print kthread_t"),
        ("threadlist", "::threadlist -v"),
        ("u", "::print user_t"),
        ("utsname", "utsname::print"),
        ("systemdump", ""),
    ];

    /// <summary>The text of an alias; null when there is none of that name.</summary>
    public static string? Find(string name)
    {
        foreach ((string alias, string text) in All)
        {
            if (alias == name)
            {
                return text;
            }
        }

        return null;
    }
}
