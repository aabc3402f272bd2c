using DumpReader.Types;
using Mdb.Completion;

namespace Mdb.Tests.Completion;

public class MemberPathsTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("a", "", 0)]
    [InlineData("a.b", "a", 2)]
    [InlineData("a->b", "a", 3)]
    [InlineData("a.b->c[1].", "a.b->c[1]", 10)]
    [InlineData(">", "", 0)]
    [InlineData("a>b", "", 0)]
    [InlineData("a-", "", 0)]
    public void A_path_ends_before_its_last_name(string text, string path, int start) => Assert.Equal((path, start), MemberPaths.Split(text));

    [Theory]
    [InlineData("-")]
    [InlineData("->")]
    [InlineData(".")]
    [InlineData("next-")]
    public void A_path_without_a_name_leads_nowhere_even_where_a_member_without_a_name_leads_back(string path)
    {
        StructType? node = null;
        node = new StructType("node", union: false, 16, () =>
        [
            new Member("", new PointerType(node!), 0),
            new Member("next", new PointerType(node!), 64),
        ]);
        Assert.Null(MemberPaths.Follow(node, path));
    }
}
