using DumpReader.Types;
using Shared;

namespace DumpReader.Tests.Types;

public class TypeSpellingTests
{
    private readonly TypeCatalog _types = FakeTypes.Of("""
        typedef unsigned long uintptr_t;
        struct s { int a; };
        struct all {
            void (*handler)(void *);
            char text[8];
            uintptr_t stone[7];
            void **twice;
            struct s *next;
            int (*grid)[3];
            int *row[3];
            char *(*names[2])(int);
            const char *name;
            char *const fixed;
            volatile uintptr_t moving;
            unsigned long bits:16;
            void (*const sealed)(void);
            struct { int x; } inner;
            union { int y; } overlay;
        };
        """);

    [Theory]
    [InlineData("handler", "void (*)()")]
    [InlineData("text", "char [8]")]
    [InlineData("stone", "uintptr_t [7]")]
    [InlineData("twice", "void **")]
    [InlineData("next", "struct s *")]
    [InlineData("grid", "int (*)[3]")]
    [InlineData("row", "int *[3]")]
    [InlineData("names", "char *(*[2])()")]
    [InlineData("name", "const char *")]
    [InlineData("fixed", "char *const")]
    [InlineData("moving", "volatile uintptr_t")]
    [InlineData("bits", "unsigned long:16")]
    [InlineData("sealed", "void (*const)()")]
    [InlineData("inner", "struct ")]
    [InlineData("overlay", "union ")]
    public void A_type_is_spelled_as_libctf_spells_it(string member, string spelled)
    {
        Assert.True(((StructType)_types.Type("struct all")).TryGetMember(member, out Member found));
        Assert.Equal(spelled, found.Type.Name);
    }
}
