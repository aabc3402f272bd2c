using Commands.Dcmds.Core;
using CsCheck;

namespace Commands.Tests.Dcmds.Core;

public class TypedefTests
{
    [Theory]
    [InlineData("struct { int a; long b; char c; }", "11")]
    [InlineData("struct { char a; short b; int c; long d; }", "10")]
    [InlineData("union { char a; long b; }", "8")]
    [InlineData("struct { char a[3]; int b; }", "8")]
    [InlineData("struct { void *p; char c; }", "9")]
    [InlineData("struct x { struct x *next; struct x **prev; }", "10")]
    [InlineData("struct { unsigned int a; unsigned long b[2]; }", "18")]
    public void Members_are_aligned_and_the_end_is_not_padded(string definition, string size)
    {
        Assert.Equal($"sizeof (t) = {(size.Length > 1 ? "0x" : "")}{size}", Define(definition, "::sizeof t").Lines[^1]);
    }

    [Theory]
    [InlineData("union { int n; int v[]; }", "Flexible array members are only valid in structs.")]
    [InlineData("struct { int n; int v[]; int m; }", "Flexible array entries are only allowed to be the last entry in a struct")]
    [InlineData("struct { int a[-1]; }", "Array lengths cannot be negative")]
    [InlineData("struct { int 3a; }", "The name 3a is not a valid C identifier.")]
    [InlineData("struct { a; }", "Missing both a name and a type declaration for a member. Instead, found 'a'")]
    [InlineData("struct { int a; int a; }", "duplicate name detected: a")]
    public void A_bad_definition_is_refused_with_the_words_of_mdb(string definition, string message)
    {
        Assert.Contains(message, Define(definition, "").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_an_error()
    {
        Assert.Equal(1, TestSession.Text("::typedef int nosuch_t").Status);
    }

    [Fact]
    public void Deleted_types_are_gone()
    {
        Answer answer = Define("struct { int a; }", "::typedef -d\n::sizeof t\n::typedef -l");
        Assert.Empty(answer.Out);
        Assert.Contains("failed to look up type t", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LP64", "8")]
    [InlineData("ILP32", "4")]
    public void The_data_model_says_how_long_a_long_is(string model, string size)
    {
        Assert.Equal([$"sizeof (long) = {size}", $"sizeof (uintptr_t) = {size}"],
            TestSession.Script($"::typedef -c {model}\n::sizeof long\n::sizeof uintptr_t\n").Lines);
    }

    [Fact]
    public void No_text_makes_the_parser_fail_without_a_message()
    {
        var find = (string name) => name == "int" ? new DumpReader.Types.IntegerType("int", 4, 32, signed: true) : null;
        Check.Sample(Gen.Char["struct {};[]*abint 019_"].Array[0, 60], letters =>
        {
            var parser = new TypedefParser("struct {" + new string(letters), find, text => ulong.TryParse(text, out ulong n) ? n : null);
            return parser.Parse() is not null || parser.Error is { Length: > 0 };
        });
    }

    private static Answer Define(string definition, string then) =>
        TestSession.Script($"::typedef -c LP64\n::typedef \"{definition}\" t\n{then}\n");
}
