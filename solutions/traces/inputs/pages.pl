# Turns a text into pages with headings, cross references and a word list.
package Page;
use strict;
use warnings;

sub new {
    my ($class, $title) = @_;
    return bless { title => $title, lines => [], links => {} }, $class;
}

sub add {
    my ($self, $line) = @_;
    push @{ $self->{lines} }, $line;
    $self->{links}{$1}++ while $line =~ /\b(\w{6,})\b/g;
}

sub html {
    my ($self, $pages) = @_;
    my $body = join "\n", map {
        my $line = $_;
        $line =~ s{\b(\w{6,})\b}{exists $pages->{$1} ? "<a>$1</a>" : $1}ge;
        "<p>\u$line.</p>";
    } @{ $self->{lines} };
    return sprintf "<h1>%s</h1>\n%s\n<ul>%s</ul>\n", ucfirst $self->{title},
        $body, join '', map { "<li>$_</li>" } sort keys %{ $self->{links} };
}

package main;
my (%pages, $page, @order);
while (my $line = <>) {
    chomp $line;
    my @words = split ' ', $line;
    if (!$page || $. % 12 == 0) {
        my $title = join '', @words[ 0, 1 ];
        $page = $pages{$title} ||= Page->new($title);
        push @order, $title;
    }
    $page->add(join ' ', map { length > 6 ? scalar reverse : $_ } @words);
}
my $text = join '', map { $pages{$_}->html(\%pages) } @order;
my %letters;
$letters{ lc $1 } .= $2 while $text =~ /\b(\w)(\w*)/g;
print $text;
printf "%s %d\n", $_, length $letters{$_} for sort keys %letters;
