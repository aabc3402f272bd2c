using Mdb.Startup;

namespace Mdb.Tests.Startup;

public class UserFoldersTests
{
    [Theory]
    [InlineData("/var/cache/me", "/home/me", "/var/cache/me")]
    [InlineData("relative", "/home/me", "/home/me/.cache")] // which the specification says to ignore
    [InlineData("", "/home/me", "/home/me/.cache")]
    [InlineData(null, "/home/me", "/home/me/.cache")]
    [InlineData(null, "", null)]
    [InlineData(null, null, null)]
    public void The_cache_is_where_the_environment_says(string? named, string? home, string? expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "paths of Unix");
        Assert.Equal(expected, UserFolders.CacheOf(name => name == "XDG_CACHE_HOME" ? named : home));
    }
}
