using Commands.Pipeline;

namespace Commands.Tests.Language;

public sealed class MacroTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("macro");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_macro_replaces_a_macro_and_nests_in_anything_else()
    {
        Save("a", "1=K\n$<./b\n::echo never\n");
        Save("b", "2=K\n");
        Assert.Equal(["1", "2", "3"], Run("$<./a\n3=K\n").Lines);
    }

    [Fact]
    public void A_nested_macro_comes_back()
    {
        Save("a", "1=K\n$<<./b\n3=K\n");
        Save("b", "2=K\n");
        Assert.Equal(["1", "2", "3"], Run("$<./a\n").Lines);
    }

    [Fact]
    public void A_macro_without_a_name_ends_the_macro()
    {
        Save("a", "1=K\n$<\n::echo never\n");
        Assert.Equal(["1", "2"], Run("$<./a\n2=K\n").Lines);
        Assert.Equal("mdb: input stack is empty\n", Run("$<\n").Error);
    }

    [Fact]
    public void Its_count_is_variable_nine_and_its_address_dot()
    {
        Save("a", ".=K\n<9=K\n");
        Assert.Equal(["10", "3"], Run("10,3$<./a\n").Lines);
    }

    [Fact]
    public void The_macro_path_is_searched_for_a_name_without_a_slash()
    {
        Save("here", "5=K\n");
        Assert.Equal(["5"], Run("$<here\n", o => o.MacroPath = "/nosuch:" + _folder.FullName).Lines);
    }

    [Fact]
    public void An_error_in_a_macro_names_its_line_and_goes_on()
    {
        Save("a", "1=K\n1 2=K\n3=K\n");
        Answer answer = Run("$<./a\n4=K\n");
        Assert.Equal("mdb: syntax error on line 2 of ./a near \"2\"\n", answer.Error);
        Assert.Equal(["1", "3", "4"], answer.Lines);
    }

    [Fact]
    public void A_macro_cannot_feed_a_pipe() =>
        Assert.Equal("mdb: macro files cannot be used as input to a pipeline\n", Run("$<./a | ::map .\n").Error);

    [Fact]
    public void A_macro_that_replaces_itself_for_ever_ends_at_the_deadline()
    {
        Save("a", "$<./a\n");
        Assert.Contains("deadline reached", Run("$<./a\n", o => o.Deadline = TimeSpan.FromMilliseconds(50)).Error);
    }

    [Fact]
    public void A_macro_that_nests_in_itself_is_refused_before_the_stack_ends()
    {
        Save("a", "$<<./a\n");
        Assert.Matches("^mdb: (macros|commands) are nested too deeply", Run("$<./a\n").Error);
    }

    [Fact]
    public void Quitting_in_a_macro_leaves_a_line_for_each_input()
    {
        Save("a", "$q\n");
        Assert.Equal("\n\n", Run("$<./a\n5=K\n").Out);
    }

    private void Save(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private Answer Run(string script, Action<SessionOptions>? set = null) => TestSession.Script(script, options =>
    {
        options.WorkingFolder = _folder.FullName;
        set?.Invoke(options);
    });

    [Fact]
    public void A_macro_that_drives_a_running_kernel_is_refused()
    {
        Assert.Equal("mdb: command is not supported by current target\n", TestSession.Text("$<systemdump").Error);
        Assert.Equal("mdb: command is not supported by current target\n", TestSession.Text("5$<systemdump").Error);
    }
}
