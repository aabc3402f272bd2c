using Commands.Dcmds.Core;
using CsCheck;
using DumpReader.Bytes;

namespace Commands.Tests.Dcmds.Core;

public class DemanglerTests
{
    [Theory]
    [InlineData("_Z3foov", "foo()")]
    [InlineData("_Z3fooiPKc", "foo(int, char const*)")]
    [InlineData("_ZN3foo3barEi", "foo::bar(int)")]
    [InlineData("_ZN3foo3barE", "foo::bar")]
    [InlineData("_ZNK3foo3barEv", "foo::bar() const")]
    [InlineData("_ZN3FooC1Ev", "Foo::Foo()")]
    [InlineData("_ZN3FooD1Ev", "Foo::~Foo()")]
    [InlineData("_Z1fP3FooS0_", "f(Foo*, Foo*)")]
    [InlineData("_Z1f3FooS_", "f(Foo, Foo)")]
    [InlineData("_Z1fRKSs", "f(std::string const&)")]
    [InlineData("_Z3maxIiET_S0_S0_", null)]
    [InlineData("_Z3setIiEvi", "void set<int>(int)")]
    [InlineData("kmem_alloc", null)]
    [InlineData("_Z", null)]
    [InlineData("_Z99foo", null)]
    [InlineData("_Z3fooPK", null)]
    public void Names_are_shown_as_they_were_written(string mangled, string? written)
    {
        Assert.Equal(written, Demangler.Demangle(mangled));
    }

    [Fact]
    public void Names_longer_or_deeper_than_any_are_left_as_they_are()
    {
        Assert.NotNull(Demangler.Demangle("_Z1f" + new string('P', 20) + "i"));
        Assert.Null(Demangler.Demangle("_Z1f" + new string('P', 2 * Limits.MangledDepth) + "i"));
        Assert.NotNull(Demangler.Demangle("_Z1f" + new string('i', 1000)));
        Assert.Null(Demangler.Demangle("_Z1f" + new string('i', Limits.MangledName)));
    }

    [Fact]
    public void No_name_makes_it_fail_or_hang()
    {
        Check.Sample(Gen.Char["NIESPRKVCDLTivcz_0129ab"].Array[0, 80], letters =>
        {
            Demangler.Demangle("_Z" + new string(letters));
            return true;
        }, iter: 20_000);
    }
}
