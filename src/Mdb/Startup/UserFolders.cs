namespace Mdb.Startup;

/// <summary>Folders of the person who runs the program.</summary>
internal static class UserFolders
{
    /// <summary>For what can be made again.</summary>
    public static string? Cache => CacheOf(Environment.GetEnvironmentVariable);

    /// <summary>XDG_CACHE_HOME, <c>~/.cache</c>, or on Windows the local data of programs; null where there is none.</summary>
    /// <param name="variable">The environment.</param>
    internal static string? CacheOf(Func<string, string?> variable)
    {
        string? named = variable("XDG_CACHE_HOME");
        if (Path.IsPathRooted(named))
        {
            return named;
        }

        string? folder = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache") : null;
        return Path.IsPathRooted(folder) ? folder : null;
    }
}
