using Mdb.Completion;

namespace Mdb.Tests.Completion;

/// <summary>A stage is written ADDRESS::NAME[word@start ...]; a name at the cursor has no bracket.</summary>
public class PipelineTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("kmem_fl", "kmem_fl")]
    [InlineData("::wa", "::wa")]
    [InlineData("::walk ", "::walk[@7]")]
    [InlineData("::walk th", "::walk[th@7]")]
    [InlineData("fff0::print kthread_t t_c", "fff0::print[kthread_t@12 t_c@22]")]
    [InlineData("::walk thread | ::pri", "::walk[thread@7] ::pri")]
    [InlineData("1|2::print x", "1|2::print[x@11]")]
    [InlineData("::ps; p0::print ", "p0::print[@16]")]
    [InlineData("1=X; hz", "hz")]
    [InlineData("::list \"struct ctx", "::list[struct ctx@8]")]
    [InlineData("::list \"struct ctxop\" ne", "::list[struct ctxop@8 ne@22]")]
    [InlineData("::list 'struct ctxop' ne", "::list[struct ctxop@8 ne@22]")]
    [InlineData("::echo \"a|b;c\" d", "::echo[a|b;c@8 d@15]")]
    [InlineData("::grep .==$[1 + 2] ", "::grep[.==$[1 + 2]@7 @19]")]
    [InlineData("hz/X", "hz/X[@4]")]
    [InlineData("hz/X | ::ma", "hz/X [@5] ::ma")]
    [InlineData("*/c/ hz", "*/c/ hz")]
    [InlineData("1!=2::ec", "1!=2::ec")]
    [InlineData("1==2::ec", "1==2::ec")]
    [InlineData("'|'::ec", "'|'::ec")]
    [InlineData("$d x", "$d[x@3]")]
    public void Finds_the_stages_up_to_the_cursor(string text, string stages) => Assert.Equal(stages, Show(PipelineText.Parse(text)!));

    [Theory]
    [InlineData("!ls -")]
    [InlineData("::ps ! grep ")]
    [InlineData("hz // com")]
    [InlineData("::echo // com")]
    public void Shell_commands_and_comments_have_none(string text) => Assert.Null(PipelineText.Parse(text));

    private static string Show(IReadOnlyList<StageText> stages) => string.Join(' ', stages.Select(stage =>
    {
        string name = stage.Dcmd is null or ['$' or ':', ..] ? stage.Dcmd ?? "" : "::" + stage.Dcmd;
        string words = stage.Words.Count == 0 ? "" : "[" + string.Join(' ', stage.Words.Select(w => $"{w.Text}@{w.Start}")) + "]";
        return stage.Address + name + words;
    }));
}
