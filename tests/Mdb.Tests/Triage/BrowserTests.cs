using System.Text;
using System.Text.RegularExpressions;
using Conformance;
using DumpBuilder;
using Mdb.Tests.Processes;

namespace Mdb.Tests.Triage;

/// <summary>The report in a browser: made of samples and of a dump whose every text is hostile.</summary>
public sealed class BrowserReport : IDisposable
{
    /// <summary>What a script of the dump would leave behind, if it ran.</summary>
    public const string Mark = "OWNED";

    private static readonly string[] _browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly MdbProcess _mdb = new() { Limit = TimeSpan.FromMinutes(2) };

    public BrowserReport()
    {
        Browser = Array.Find(_browsers, File.Exists);
        if (Browser is null)
        {
            return;
        }

        string root = Path.GetFullPath(Path.Combine(RepositoryPaths.Folder, "..", ".."));
        string hostile = Hostile(Path.Combine(root, "samples", "scenarios"));
        _mdb.Run("", ["triage", "--out", "records", hostile, DumpCache.Folder("system"), DumpCache.Folder("kmem"), .. Directory.EnumerateDirectories(Path.Combine(root, "samples", "dumps"))]);
        File.WriteAllText(Path.Combine(_mdb.Folder, "all"), _mdb.Run("", "triage", "merge", "records").Output);
        _mdb.Run("", "triage", "report", "--html", "report.html", "all");
        File.WriteAllText(Path.Combine(_mdb.Folder, "phone.html"), """
            <!doctype html><title>frame</title><body style="margin:0"><iframe id="f" src="report.html" style="width:390px;height:800px;border:0"></iframe>
            <script>onload = function () {
              var inner = document.getElementById("f").contentDocument;
              inner.querySelectorAll("details").forEach(function (d) { d.open = true; });
              document.title = "widths " + inner.documentElement.scrollWidth + " " + inner.documentElement.clientWidth;
            };</script>
            """);
    }

    /// <summary>Null where there is none.</summary>
    public string? Browser { get; }

    public void Dispose() => _mdb.Dispose();

    /// <summary>The page as it is when its scripts have run.</summary>
    public string Dom(string page, string hash = "")
    {
        string words = string.Join(' ', "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files", "--virtual-time-budget=2000",
            $"--user-data-dir='{_mdb.Folder}/profile'", "--dump-dom");
        return _mdb.Shell($"'{Browser}' {words} 'file://{_mdb.Folder}/{page}{hash}'").Output;
    }

    /// <summary>A dump with markup in its message, its processes and its symbols.</summary>
    private string Hostile(string scenarios)
    {
        string text = $$"""
            #include "bhyve-old.scenario"
            ::status { panicstring = "</pre></script><script>document.title='{{Mark}}'</script><img src=x onerror=document.title='{{Mark}}'>" nodename = "\"onload=a <b>" }
            fffffe5af000f480::print proc_t p_user.u_comm = "<svg/onload=a>"
            fffffe5af000f480::print proc_t p_user.u_psargs = "javascript:document.title='{{Mark}}' \"onload=\"x"
            """;
        string folder = Path.Combine(_mdb.Folder, "hostile");
        Directory.CreateDirectory(folder);
        DumpImage image = Scenario.Parse(text, "hostile", name => File.ReadAllText(Path.Combine(scenarios, name)));
        string unix = Path.Combine(folder, "unix.0");
        image.Write(unix, Path.Combine(folder, "vmcore.0"));

        // A symbol of the panicking stack, in place: no assembler makes such a name, but a file can hold it.
        byte[] bytes = File.ReadAllBytes(unix);
        byte[] name = Encoding.ASCII.GetBytes("\0cdev_ioctl\0");
        for (int at; (at = bytes.AsSpan().IndexOf(name)) >= 0;)
        {
            Encoding.ASCII.GetBytes("\0<script>a<\0").CopyTo(bytes, at);
        }

        File.WriteAllBytes(unix, bytes);
        return folder;
    }
}

public partial class BrowserTests(BrowserReport report) : IClassFixture<BrowserReport>
{
    [Fact]
    public void Hostile_texts_are_shown_and_neither_run_nor_add_elements()
    {
        string dom = Dom("report.html");
        Assert.Contains("<title>Crash dumps</title>", dom, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;document.title='OWNED'", dom, StringComparison.Ordinal);
        Assert.Contains("&lt;svg/onload=a&gt;", dom, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;a&lt;", dom, StringComparison.Ordinal);
        Assert.Single(Opened(dom, "script"));
        Assert.Empty(Opened(dom, "img"));
        Assert.Empty(Opened(dom, "b"));
        Assert.Empty(Opened(dom, "a"));
        Assert.DoesNotMatch(@"<[^>]*\son\w+=", dom);
        Assert.Contains("default-src 'none'", dom, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_have_counts_and_there_are_a_time_line_memory_and_waits()
    {
        string dom = Dom("report.html");
        Assert.True(Counts().Count(dom) >= 3);
        Assert.Contains("<svg class=\"timeline\"", dom, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"memory\"", dom, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"waits\"", dom, StringComparison.Ordinal);
        Assert.Matches("<rect class=\"bar\"", dom);
        Assert.Matches("<path class=\"edge\"", dom);
    }

    [Fact]
    public void A_search_leaves_what_holds_all_words()
    {
        string dom = Dom("report.html", "#q=spa_get_stats%20zpool");
        Assert.Contains("1 found", dom, StringComparison.Ordinal);
        Assert.Single(Shown().Matches(dom));
        Assert.Contains("0 found", Dom("report.html", "#q=no%20such%20word%20anywhere"), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_telephone_nothing_goes_beyond_the_edge()
    {
        Match widths = Widths().Match(Dom("phone.html"));
        Assert.True(widths.Success);
        Assert.Equal("390", widths.Groups[1].Value);
        Assert.Equal(widths.Groups[2].Value, widths.Groups[1].Value);
    }

    private static MatchCollection Opened(string dom, string element) => Regex.Matches(dom, $@"<{element}[\s>]", RegexOptions.IgnoreCase);

    private string Dom(string page, string hash = "")
    {
        Assert.SkipWhen(report.Browser is null, "needs Chromium");
        return report.Dom(page, hash);
    }

    [GeneratedRegex("<span class=\"count\">[0-9]+</span>")]
    private static partial Regex Counts();

    [GeneratedRegex("<details class=\"dump\">")]
    private static partial Regex Shown();

    [GeneratedRegex("<title>widths ([0-9]+) ([0-9]+)</title>")]
    private static partial Regex Widths();
}
