using System.Text.RegularExpressions;

namespace Mdb.Tests.Processes;

/// <summary>.NET in a core: samples/programs/crash is run, and what is said of its core held against what it printed.</summary>
public sealed class ManagedTests(ManagedTests.CrashedProgram crashed) : IClassFixture<ManagedTests.CrashedProgram>
{
    private const int Nodes = 345;

    /// <summary>The program, run once; its core has the heap (type 2).</summary>
    public sealed class CrashedProgram : IDisposable
    {
        private readonly MdbProcess _mdb = new();

        public CrashedProgram()
        {
            string program = Path.Combine(AppContext.BaseDirectory, "crash.dll");
            _mdb.Variables["DOTNET_DbgEnableMiniDump"] = "1";
            _mdb.Variables["DOTNET_DbgMiniDumpType"] = "2";
            _mdb.Variables["DOTNET_DbgMiniDumpName"] = Path.Combine(_mdb.Folder, "crash.core");
            ProcessResult result = OperatingSystem.IsWindows() ? new ProcessResult("", "", 0) : _mdb.Shell($"dotnet '{program}' {Nodes}");
            foreach (string name in _mdb.Variables.Keys.Where(n => n.StartsWith("DOTNET_", StringComparison.Ordinal)).ToArray())
            {
                _mdb.Variables.Remove(name);
            }

            Said = result.Output.Split('\n')[0].Split(' ').Where(w => w.Length > 0).ToArray();
            IsThere = File.Exists(Path.Combine(_mdb.Folder, "crash.core")) && Said.Length == 4;
            Why = $"the runtime wrote no core here: {result.Error.Trim()}";
        }

        public string[] Said { get; }

        public bool IsThere { get; }

        public string Why { get; }

        internal ProcessResult Ask(string script, params string[] options) => _mdb.Run("", ["-S", .. options, "-e", script, "crash.core"]);

        public void Dispose() => _mdb.Dispose();
    }

    private string Ask(string script)
    {
        Assert.SkipUnless(crashed.IsThere, crashed.Why);
        ProcessResult result = crashed.Ask(script);
        Assert.Equal(("", 0), (result.Error, result.Status));
        return result.Output;
    }

    [Fact]
    public void The_runtime_and_its_debugging_library_are_found()
    {
        string status = Ask("::clrstatus");
        Assert.Matches($@"^runtime: Core {Regex.Escape(Environment.Version.ToString(3))} /.*/libcoreclr.so\ndebugging library: /.*/libmscordaccore.so\n", status);
        Assert.Contains(", 1 with an exception\n", status, StringComparison.Ordinal);
    }

    [Fact]
    public void The_thread_and_the_exception_are_those_of_the_program()
    {
        Assert.Contains("System.InvalidOperationException: known failure 2\n", Ask("::clrthreads"), StringComparison.Ordinal);
        Assert.Matches($@"(?m)^ +[0-9a-f]+ +{crashed.Said[2]} +{crashed.Said[1]} thread +System.InvalidOperationException", Ask("::clrthreads"));
        Assert.Matches($@"(?m)^ +[0-9a-f]+ +{crashed.Said[1]} 80131509 System.InvalidOperationException: known failure 2$", Ask("::clrexceptions"));
        Assert.Matches(@"(?m)Crash\.Program\.Inner\(Int32, System\.String\)$", Ask("::clrexceptions -s"));
        Assert.Contains("System.FormatException: inside", Ask("::clrexceptions"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_is_shown_with_those_inside_it()
    {
        string thrown = Regex.Match(Ask("::clrexceptions"), "(?m)^ +([0-9a-f]+) +[0-9]+ 80131509 ").Groups[1].Value;
        string[] chain = Ask($"{thrown}::clrexceptions").Trim().Split('\n');
        Assert.Equal(3, chain.Length);
        Assert.EndsWith("System.InvalidOperationException: known failure 2", chain[1]);
        Assert.EndsWith(" - 80131537 System.FormatException: inside", chain[2]);
    }

    [Fact]
    public void The_stack_of_the_process_leads_through_native_and_managed_code_to_its_start()
    {
        string[] managed = Regex.Matches(Ask("::clrstack"), "(?m)^ +[0-9a-f]+ +([0-9a-f]+) Crash").Select(m => $"0x{m.Groups[1].Value}()").ToArray();
        string[] frames = Ask("$c").Trim().Split('\n');
        Assert.Equal(3, managed.Length);
        Assert.Equal(managed, frames.Where(managed.Contains));
        Assert.Contains(frames, f => f.StartsWith("libcoreclr.so`", StringComparison.Ordinal));
        Assert.Contains(frames, f => f.StartsWith("libc.so.6`__libc_start_main", StringComparison.Ordinal));
    }

    [Fact]
    public void The_stack_is_that_of_the_exception()
    {
        string stack = Ask("::clrstack");
        Assert.Matches(@"(?s)Crash\.Program\.Inner\(Int32, System\.String\)\n.*Crash\.Program\.Outer\(Int32\)\n.*Crash\.Program\.Main\(System\.String\[\]\)\n", stack);
        Assert.Equal(stack, Ask($"0t{crashed.Said[1]}::clrstack"));
        Assert.Contains("Thread.Sleep", Ask("::walk clrthread | ::clrstack"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_heap_has_the_objects_that_the_program_made()
    {
        Assert.Matches($@"(?m)^ +[0-9a-f]+ +{Nodes} +\d+ Crash\.Node$", Ask("::clrheap Crash.Node"));
        Assert.Equal(Nodes, Ask("::clrheap Crash.Node | ::walk clrobj").Split('\n').Length - 1);
    }

    [Fact]
    public void An_object_shows_its_fields_and_passes_them_on()
    {
        string last = Ask("::clrheap Crash.Node | ::walk clrobj | ::clrobj Id").Trim().Split('\n')[^1];
        Assert.EndsWith($"System.Int32 Id = {crashed.Said[3]}", last);
        Assert.Contains("System.String Name = ", Ask("::clrheap Crash.Node | ::walk clrobj | ::clrobj"), StringComparison.Ordinal);
        Assert.Contains("\"node 7\"", Ask("::clrheap Crash.Node | ::walk clrobj | ::clrobj Name"), StringComparison.Ordinal);
        Assert.Equal(Nodes, Ask("::clrheap Crash.Node | ::walk clrobj | ::clrobj Name | ::clrobj").Split("System.String, ").Length - 1);
    }

    [Fact]
    public void A_node_is_alive_because_of_the_static_that_heads_the_list()
    {
        string root = Ask("::clrheap Crash.Node | ::walk clrobj | ::head -n 1 | ::clrroot");
        Assert.Equal(Nodes, Regex.Count(crashed.Ask("::clrheap Crash.Node | ::walk clrobj | ::head -n 1 | ::clrroot", "--json").Output, "\"Crash.Node\""));
        Assert.StartsWith("StrongHandle ", root);
        Assert.Matches(@"(?m)^  -> [0-9a-f]+ System.Object\[\]$", root);
        Assert.EndsWith(" Crash.Node\n", root);
    }

    [Fact]
    public void What_the_debugging_library_cannot_do_costs_a_helper_and_no_more()
    {
        Assert.SkipUnless(crashed.IsThere, crashed.Why);
        ProcessResult result = crashed.Ask("::clrstack -a; ::clrthreads");
        Assert.Contains("Crash.Program.Inner(Int32, System.String)", result.Output, StringComparison.Ordinal);
        Assert.Contains("THREAD   ID", result.Output, StringComparison.Ordinal);
        Assert.True(result.Error.Length == 0 || result.Error.Contains("(MDB164)", StringComparison.Ordinal), result.Error);
    }

    [Fact]
    public void Without_the_debugging_library_one_line_says_which_is_needed()
    {
        Assert.SkipUnless(crashed.IsThere, crashed.Why);
        ProcessResult result = crashed.Ask("::clrthreads", "--dac", "/nosuch/libmscordaccore.so");
        Assert.Equal($"mdb: libmscordaccore.so of .NET {Environment.Version.ToString(3)} is needed, and is not at /nosuch/libmscordaccore.so; name it by --dac\n", result.Error);
    }
}
