using System.Globalization;

namespace Bench.Compare;

/// <summary>The debuggers that are measured beside each other.</summary>
internal sealed class Tools(string mdb, string scratch)
{
    private readonly string? _gdb = Find("gdb");
    private readonly string? _drgn = Find("drgn");
    private int _scripts;

    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public Job Mdb(Workload dump, string script) => new("mdb", mdb, ["-S", dump.Unix, dump.Vmcore], script + "\n");

    public Job[] Print(Workload dump) =>
    [
        Mdb(dump, Hex($"{Workload.Thread}::print kthread_t")),
        Gdb(dump, Hex($"p *(struct _kthread *)0x{Workload.Thread}")),
        GdbPython(dump, Hex($"print(gdb.Value(0x{Workload.Thread}).cast(gdb.lookup_type('struct _kthread').pointer()).dereference())")),
        Drgn(dump, Hex($"print(Object(prog, 'struct _kthread *', 0x{Workload.Thread})[0])")),
    ];

    public Job[] Walk(Workload dump, int list) =>
    [
        Mdb(dump, Hex($"{Workload.Head(list)}::list \"struct item\" i_next | ::print \"struct item\" i_id i_state i_name")),
        Gdb(dump, Hex($$"""
            set $p = (struct item *)0x{{Workload.Head(list)}}
            while $p
            printf "%lu %d %s\n", $p->i_id, $p->i_state, $p->i_name
            set $p = $p->i_next
            end
            """)),
        GdbPython(dump, Hex($"""
            p = gdb.Value(0x{Workload.Head(list)}).cast(gdb.lookup_type('struct item').pointer())
            while p:
                print(int(p['i_id']), int(p['i_state']), p['i_name'].string())
                p = p['i_next']
            """)),
        Drgn(dump, Hex($"""
            p = Object(prog, 'struct item *', 0x{Workload.Head(list)})
            while p:
                print(p.i_id.value_(), p.i_state.value_(), p.i_name.string_().decode())
                p = p.i_next
            """)),
    ];

    public Job[] Find(Workload dump) =>
    [
        Mdb(dump, Hex($"{Workload.Needle}::kgrep")),
        Gdb(dump, Hex($"find /g 0x{Workload.RangeStart}, +0x{dump.Range}, 0x{Workload.Needle}")),
        GdbPython(dump, Hex($"""
            at, end, value = 0x{Workload.RangeStart}, 0x{Workload.RangeStart + dump.Range}, (0x{Workload.Needle}).to_bytes(8, 'little')
            memory = gdb.inferiors()[0]
            while at < end:
                at = memory.search_memory(at, end - at, value)
                if at is None: break
                print(hex(at))
                at += 8
            """)),
        Drgn(dump, Hex($"""
            value, step = (0x{Workload.Needle}).to_bytes(8, 'little'), 1 << 20
            for at in range(0x{Workload.RangeStart}, 0x{Workload.RangeStart + dump.Range}, step):
                block = prog.read(at, step)
                i = block.find(value)
                while i >= 0:
                    if i % 8 == 0: print(hex(at + i))
                    i = block.find(value, i + 1)
            """)),
    ];

    private static string Hex(HexText text) => text.ToString();

    private Job Gdb(Workload dump, string commands) => new("gdb", _gdb, ["-nx", "-q", "--batch", "-ex", "set width 0", "-x", Script(commands, "gdb"), dump.Types, dump.Core]);

    private Job GdbPython(Workload dump, string script) => new("gdb, Python", _gdb, ["-nx", "-q", "--batch", "-x", Script(script, "gdb.py"), dump.Types, dump.Core]);

    private Job Drgn(Workload dump, string script) => new("drgn", _drgn, ["-q", "-c", dump.Core, "-s", dump.Types, Script("from drgn import Object\n" + script, "py")]);

    private string Script(string text, string extension)
    {
        string path = Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture, $"work-{_scripts++}.{extension}"));
        File.WriteAllText(path, text + "\n");
        return path;
    }
}
